// Makes mistakes with golang-jwt, and prints what it says.
package main

import (
	"fmt"

	"github.com/golang-jwt/jwt"
)

const secret = "12@34$56"

func main() {
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{})

	// A string, where it wants bytes.
	_, err := token.SignedString(secret)
	fmt.Println(err)

	signed, _ := token.SignedString([]byte(secret))
	_, err = jwt.Parse(signed, func(*jwt.Token) (interface{}, error) { return secret, nil })
	fmt.Println(err)

	// A secret, where it wants a private key.
	token = jwt.NewWithClaims(jwt.SigningMethodES256, jwt.MapClaims{})
	_, err = token.SignedString([]byte(secret))
	fmt.Println(err)
}
