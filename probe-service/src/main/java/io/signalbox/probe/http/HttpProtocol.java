package io.signalbox.probe.http;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.http2.Http2Client;
import io.signalbox.probe.wire.ProbeDialogue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request over HTTP/1.1 or HTTP/2. A redirect is a status like any other unless the check follows it. */
public final class HttpProtocol implements ProbeDialogue.Protocol {

    private final HttpExchange exchange;

    public HttpProtocol(Check.Http check) {
        this(check, new ResponseExpectation(check), null);
    }

    HttpProtocol(Check.Http check, ResponseExpectation expected, HttpExchange.@Nullable RedirectListener redirects) {
        this.exchange = new HttpExchange(check, expected, redirects);
    }

    @Override
    public List<String> alpn() {
        return isVersion2() ? Http2Client.ALPN : List.of();
    }

    private boolean isVersion2() {
        return exchange.check().details().version() == 2;
    }

    @Override
    public boolean speaksFirst() {
        return true;
    }

    @Override
    public ProbeDialogue begin() {
        if (isVersion2()) {
            return new Http2Dialogue(exchange);
        }
        boolean bodiless = exchange.check().method().equals("HEAD");
        return exchange.needsFullResponse()
                ? new FullResponseDialogue(exchange, bodiless)
                : new HttpDialogue(
                        exchange,
                        new ResponseReader(bodiless, exchange.expected().text()));
    }
}
