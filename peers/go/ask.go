// GO111MODULE=off GOPATH=/usr/share/gocode go run ask.go < questions.json
//
// Asks golang-jwt each question twice, and prints one line for each: as its first example
// calls it, and as strict as its options and methods allow. Of what a question expects,
// either is given what the library has a method for.
package main

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/golang-jwt/jwt"
)

type Question struct {
	Name            string
	Secret          *string
	SecretBase64url string `json:"secret_base64url"`
	Token           string
	Now             int64
	Expected        map[string]interface{}
}

var cannot = []string{"token_type", "max_age", "leeway", "subject", "token_id"}

func text(expected map[string]interface{}, name string) string {
	value, _ := expected[name].(string)
	return value
}

// ANCHOR: golang-jwt_readme
func readme(token string, secret []byte, expected map[string]interface{}) (interface{}, error) {
	parsed, err := jwt.Parse(token, func(token *jwt.Token) (interface{}, error) {
		if _, ok := token.Method.(*jwt.SigningMethodHMAC); !ok {
			return nil, fmt.Errorf("Unexpected signing method: %v", token.Header["alg"])
		}
		return secret, nil
	})
	if err != nil {
		return nil, err
	}
	// ANCHOR_END: golang-jwt_readme
	claims := parsed.Claims.(jwt.MapClaims)
	if audience := text(expected, "audience"); audience != "" && !claims.VerifyAudience(audience, true) {
		return nil, errors.New("(VerifyAudience: false)")
	}
	if issuer := text(expected, "issuer"); issuer != "" && !claims.VerifyIssuer(issuer, true) {
		return nil, errors.New("(VerifyIssuer: false)")
	}
	if expected["require_expiry"] == true && !claims.VerifyExpiresAt(jwt.TimeFunc().Unix(), true) {
		return nil, errors.New("(VerifyExpiresAt: false)")
	}
	return claims, nil
}

// ANCHOR: golang-jwt
type Claims struct {
	jwt.RegisteredClaims
	UserID interface{} `json:"id,omitempty"`
}

func strict(token string, secret []byte, expected map[string]interface{}) (interface{}, error) {
	parser := jwt.NewParser(jwt.WithValidMethods([]string{"HS256"}))
	claims := &Claims{}
	_, err := parser.ParseWithClaims(token, claims, func(*jwt.Token) (interface{}, error) {
		return secret, nil
	})
	if err != nil {
		return nil, err
	}
	if !claims.VerifyExpiresAt(jwt.TimeFunc(), true) {
		return nil, errors.New("(VerifyExpiresAt: false)")
	}
	if audience := text(expected, "audience"); audience != "" && !claims.VerifyAudience(audience, true) {
		return nil, errors.New("(VerifyAudience: false)")
	}
	if issuer := text(expected, "issuer"); issuer != "" && !claims.VerifyIssuer(issuer, true) {
		return nil, errors.New("(VerifyIssuer: false)")
	}
	return claims, nil
}

// ANCHOR_END: golang-jwt

type Ask func(string, []byte, map[string]interface{}) (interface{}, error)

func answer(ask Ask, question Question) map[string]string {
	for _, name := range cannot {
		if _, is := question.Expected[name]; is {
			return map[string]string{"cannot": "no method for " + name}
		}
	}
	jwt.TimeFunc = func() time.Time { return time.Unix(question.Now, 0) }
	claims, err := ask(question.Token, secretOf(question), question.Expected)
	if err != nil {
		return map[string]string{"refused": err.Error()}
	}
	accepted, err := json.Marshal(claims)
	if err != nil {
		accepted = []byte(fmt.Sprint(claims))
	}
	return map[string]string{"accepted": string(accepted)}
}

func secretOf(question Question) []byte {
	if question.Secret != nil {
		return []byte(*question.Secret)
	}
	bytes, err := base64.RawURLEncoding.DecodeString(question.SecretBase64url)
	if err != nil {
		panic(err)
	}
	return bytes
}

func main() {
	var questions []Question
	if err := json.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		panic(err)
	}
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	out.Encode(map[string]string{
		"library":  "golang-jwt",
		"clock":    "its variable `TimeFunc`",
		"language": "Go",
		"source":   "Debian 12",
		"version":  os.Getenv("DEBIAN_VERSION"),
		"packaged": "2022-12-03",
	})
	for _, question := range questions {
		out.Encode(map[string]interface{}{
			"question": question.Name,
			"readme":   answer(readme, question),
			"strict":   answer(strict, question),
		})
	}
}
