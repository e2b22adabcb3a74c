/* cc ask.c -o ask -ljwt -ljansson && ./ask < questions.json
 *
 * Asks libjwt each question twice, and prints one line for each: with `jwt_decode` alone,
 * and with its algorithm looked at, which is all the strictness that this version has. It
 * knows nothing of time and of parties: that is left to the caller.
 */
#include <errno.h>
#include <jansson.h>
#include <jwt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    unsigned char bytes[512];
    int length;
} Secret;

static int readme(jwt_t **jwt, const char *token, const Secret *secret)
{
    return jwt_decode(jwt, token, secret->bytes, secret->length);
}

/* ANCHOR: libjwt */
static int strict(jwt_t **jwt, const char *token, const Secret *secret)
{
    int error = jwt_decode(jwt, token, secret->bytes, secret->length);
    if (error == 0 && jwt_get_alg(*jwt) != JWT_ALG_HS256) {
        jwt_free(*jwt);
        *jwt = NULL;
        return EINVAL;
    }
    return error;
}
/* ANCHOR_END: libjwt */

static Secret secret_of(json_t *question)
{
    static const char ALPHABET[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    Secret secret = {{0}, 0};
    json_t *text = json_object_get(question, "secret");
    if (text) {
        secret.length = (int)json_string_length(text);
        memcpy(secret.bytes, json_string_value(text), json_string_length(text));
        return secret;
    }
    unsigned bits = 0, count = 0;
    const char *c = json_string_value(json_object_get(question, "secret_base64url"));
    for (; *c; c++) {
        bits = bits << 6 | (unsigned)(strchr(ALPHABET, *c) - ALPHABET);
        count += 6;
        if (count >= 8) {
            count -= 8;
            secret.bytes[secret.length++] = (unsigned char)(bits >> count);
        }
    }
    return secret;
}

static json_t *answer(int (*ask)(jwt_t **, const char *, const Secret *), json_t *question)
{
    json_t *expected = json_object_get(question, "expected");
    const char *name = json_object_iter_key(json_object_iter(expected));
    if (name)
        return json_pack("{s:s+}", "cannot", "no option for ", name);
    Secret secret = secret_of(question);
    jwt_t *jwt = NULL;
    const char *token = json_string_value(json_object_get(question, "token"));
    int error = ask(&jwt, token, &secret);
    if (error)
        return json_pack("{s:s}", "refused", strerror(error));
    char *claims = jwt_get_grants_json(jwt, NULL);
    json_t *answer = json_pack("{s:s}", "accepted", claims);
    free(claims);
    jwt_free(jwt);
    return answer;
}

static void print(json_t *line)
{
    json_dumpf(line, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(line);
}

int main(void)
{
    size_t index;
    json_t *question, *questions = json_loadf(stdin, 0, NULL);
    print(json_pack("{s:s,s:s,s:s,s:s,s:s,s:s}", "library", "libjwt", "clock",
                    "none: it doesn't look at the time", "language", "C", "source",
                    "Debian 12", "version", getenv("DEBIAN_VERSION"), "packaged",
                    "2019-07-14"));
    json_array_foreach(questions, index, question) {
        print(json_pack("{s:O,s:o,s:o}", "question", json_object_get(question, "name"),
                        "readme", answer(readme, question), "strict",
                        answer(strict, question)));
    }
    json_decref(questions);
    return 0;
}
