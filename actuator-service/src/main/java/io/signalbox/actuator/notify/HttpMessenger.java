package io.signalbox.actuator.notify;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler;
import io.signalbox.actuator.core.ActionHandler.Messenger;
import io.signalbox.actuator.http.HttpCall;
import io.signalbox.actuator.http.JudgedHttp;
import io.signalbox.actuator.http.JudgedHttp.Body;
import io.signalbox.contract.Command;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.Webhook;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/** Sends webhooks: a POST of JSON that succeeds with a 2xx answer. Follows no redirects and does not retry. */
public final class HttpMessenger implements Messenger<Webhook> {

    /** Refusals with a temporary cause, which the message does not have. */
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    private static final int SERVER_ERROR = 500;

    private final JudgedHttp http;
    private final InstantSource clock;
    private final Map<String, String> environment;
    private final MeterRegistry meters;

    /** @param environment contains the keys of signatures and the secrets of URLs */
    public HttpMessenger(JudgedHttp http, InstantSource clock, Map<String, String> environment, MeterRegistry meters) {
        this.http = http;
        this.clock = clock;
        this.environment = Map.copyOf(environment);
        this.meters = meters;
    }

    @Override
    public Class<Webhook> type() {
        return Webhook.class;
    }

    @Override
    public void tell(Webhook to, Command command, Fence fence, ActionAttempt turn) throws ActionFailedException {
        try {
            var destination = Destination.of(ActionHandler.resolved(to.url(), environment));
            HttpCall request = request(destination, to, command, fence);
            require2xx(
                    http.send(request, tls(), Body.IGNORED, destination.toString(), turn)
                            .status(),
                    destination);
            count("ok");
        } catch (ActionFailedException e) {
            count(e.cause());
            throw e;
        }
    }

    private HttpCall request(Destination destination, Webhook to, Command command, Fence fence)
            throws ActionFailedException {
        Instant now = clock.instant();
        boolean pagerDuty = to.format() == Webhook.Format.PAGERDUTY;
        String variable = to.secretVariable();
        String routingKey = pagerDuty && variable != null ? Signature.secret(variable, environment) : null;
        byte[] body = WebhookBody.of(Message.of(command, fence, now), to.format(), routingKey);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("Idempotency-Key", Message.key(command));
        if (variable != null && !pagerDuty) {
            String timestamp = String.valueOf(now.getEpochSecond());
            headers.put("X-Signalbox-Timestamp", timestamp);
            headers.put(
                    "X-Signalbox-Signature", Signature.of(variable, environment).over(timestamp, body));
        }
        return new HttpCall("POST", destination.uri(), headers, body);
    }

    private static SSLSocketFactory tls() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    private static void require2xx(int status, Destination destination) throws ActionFailedException {
        if (status / 100 != 2) {
            boolean later = status >= SERVER_ERROR || LATER.contains(status);
            throw ActionFailedException.http(status, destination + " answered " + status, later);
        }
    }

    private void count(String result) {
        meters.counter("signalbox.webhook.requests", "result", result).increment();
    }
}
