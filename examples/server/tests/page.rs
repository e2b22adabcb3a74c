// The page
//
// Its files and the headers they come with. What it does, in a real browser, is tested
// in examples/node/tests/page.test.js.
//
// Run this file with: cargo test -p server --test page

mod support;

use support::Server;

async fn file(server: &Server, path: &str) -> (String, reqwest::header::HeaderMap) {
    let answer = reqwest::get(format!("{}{path}", server.url())).await.unwrap();
    assert_eq!(answer.status(), 200);
    let headers = answer.headers().clone();
    (answer.text().await.unwrap(), headers)
}

#[tokio::test]
async fn step_1_its_files_with_their_types() {
    let server = Server::start().await;
    for (path, content_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/page.css", "text/css; charset=utf-8"),
        ("/page.js", "text/javascript; charset=utf-8"),
        ("/icon.svg", "image/svg+xml"),
        ("/parts/parts.css", "text/css; charset=utf-8"),
        ("/parts/token.js", "text/javascript; charset=utf-8"),
    ] {
        let (text, headers) = file(&server, path).await;
        assert!(!text.is_empty());
        assert_eq!(headers["content-type"], content_type);
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["referrer-policy"], "no-referrer");
        assert_eq!(headers["cache-control"], "no-store");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; "));
        assert!(policy.ends_with("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe"), "{policy}");
    }
}

#[tokio::test]
async fn step_2_it_keeps_to_its_policy_and_to_its_server() {
    let server = Server::start().await;
    let (html, _) = file(&server, "/").await;
    for inline in ["<style", " style=", " onclick=", "javascript:", "<script>"] {
        assert!(!html.contains(inline), "{inline}");
    }
    let (script, _) = file(&server, "/page.js").await;
    let (css, _) = file(&server, "/page.css").await;
    for text in [&html, &script, &css] {
        assert!(!text.contains("://"), "an address elsewhere");
    }
    // The token is kept in a variable, and text from outside stays text.
    for word in ["localStorage", "sessionStorage", "cookie =", "innerHTML", "eval("]
    {
        assert!(!script.contains(word), "{word}");
    }
}
