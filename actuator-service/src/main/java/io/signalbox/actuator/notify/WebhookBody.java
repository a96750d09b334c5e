package io.signalbox.actuator.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.contract.notice.NoticeEvent;
import io.signalbox.contract.reason.Severity;
import io.signalbox.contract.step.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The body of a webhook in the format of its receiver. Messages about the same thing have the same key in every cell,
 * so that the receiver groups them and closes them together.
 */
final class WebhookBody {

    /** Alertmanager ends an alert without an end after five minutes. */
    private static final Duration LONG = Duration.ofDays(7);

    /** The longest summary that PagerDuty accepts. */
    private static final int LONGEST_SUMMARY = 1_024;

    private static final NoticeEvent STEP = new NoticeEvent("step", "step", Severity.INFO, false);

    private final Message message;
    private final NoticeEvent event;

    private WebhookBody(Message message) {
        NoticeEvent about = message.event();
        this.message = message;
        this.event = about == null ? STEP : about;
    }

    /** @param routingKey of PagerDuty; not used otherwise */
    static byte[] of(Message message, Webhook.@Nullable Format format, @Nullable String routingKey) {
        var body = new WebhookBody(message);
        return switch (format) {
            case null -> message.json();
            case SLACK -> bytes(body.slack().toString());
            case PAGERDUTY -> bytes(body.pagerDuty(routingKey).toString());
            case ALERTMANAGER -> bytes(body.alertmanager().toString());
        };
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** https://api.slack.com/reference/surfaces/formatting#escaping */
    private ObjectNode slack() {
        String escaped =
                message.words().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return JsonNodeFactory.instance.objectNode().put("text", escaped + " (cell " + message.cell() + ")");
    }

    /** https://developer.pagerduty.com/docs/events-api-v2/trigger-events/ */
    private ObjectNode pagerDuty(@Nullable String routingKey) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("routing_key", routingKey)
                .put("event_action", event.over() ? "resolve" : "trigger")
                .put("dedup_key", "signalbox/" + message.service() + "/" + event.subject());
        String text = message.words();
        ObjectNode payload = node.putObject("payload");
        payload.put("summary", text.length() > LONGEST_SUMMARY ? text.substring(0, LONGEST_SUMMARY) : text)
                .put("source", message.service().value())
                .put("severity", severity())
                .put("timestamp", message.at().toString())
                .put("component", event.subject())
                .put("class", event.kind());
        payload.set("custom_details", details());
        return node;
    }

    private ObjectNode details() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("cell", message.cell().value())
                .put("active", message.active().value())
                .put("epoch", message.epoch());
    }

    private String severity() {
        return switch (event.severity()) {
            case INFO -> "info";
            case WAITS -> "warning";
            case ALARM -> "critical";
        };
    }

    /** https://prometheus.io/docs/alerting/latest/alerts_api/ */
    private ArrayNode alertmanager() {
        var alerts = JsonNodeFactory.instance.arrayNode();
        ObjectNode alert = alerts.addObject();
        alert.putObject("labels")
                .put("alertname", "SignalboxNotice")
                .put("service", message.service().value())
                .put("subject", event.subject());
        alert.putObject("annotations")
                .put("summary", message.words())
                .put("kind", event.kind())
                .put("severity", severity())
                .put("cell", message.cell().value());
        alert.put("startsAt", message.at().toString())
                .put("endsAt", (event.over() ? message.at() : message.at().plus(LONG)).toString());
        return alerts;
    }
}
