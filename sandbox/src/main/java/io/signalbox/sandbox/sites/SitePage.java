package io.signalbox.sandbox.sites;

/** The pages of a demo site. */
final class SitePage {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
              body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 20vh auto; padding: 0 1rem; }
              h1 { font-weight: 600; }
            </style>
            <h1>%1$s</h1>
            <p>This page comes from the site <strong>%1$s</strong> of the sandbox.</p>
            </html>
            """;

    private SitePage() {}

    private static final String ORDERS = "/orders/";

    static byte[] of(String site, RequestHead head, OrderBook orders) {
        if (head.method().equals("PUT") && head.path().startsWith(ORDERS)) {
            orders.store(head.path().substring(ORDERS.length()));
            return head.response("201 Created", "text/plain", "stored at " + site + "\n");
        }
        return switch (head.path()) {
            case "/healthz" -> head.response("200 OK", "text/plain", "ok\n");
            case "/" -> head.response("200 OK", "text/html", PAGE.formatted(site));
            default -> head.response("404 Not Found", "text/plain", "no such page\n");
        };
    }

    static byte[] error(String site, RequestHead head) {
        return head.response("500 Internal Server Error", "text/plain", site + " is broken on purpose\n");
    }
}
