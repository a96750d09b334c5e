package io.signalbox.contract.step;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server has answered a POST, whose JSON body describes the step, with 2xx. Every attempt sends the same
 * {@code Idempotency-Key}.
 *
 * @param url http or https; {@code ${NAME}} in it is a variable of actuator-service, since the URL may be a secret
 * @param secretVariable the environment variable of actuator-service that holds the key of the signature over the
 *     body, or the routing key of PagerDuty; null for neither
 * @param format of the body; null for Signalbox's own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Webhook(
        String url,
        @JsonProperty(required = false) @Nullable String secretVariable,
        @JsonProperty(required = false) @Nullable Format format)
        implements Action.Notification {

    /** The formats of a body. */
    public enum Format {
        /** A text, as incoming webhooks of Slack and of tools that are compatible with it take it. */
        SLACK,
        /** An event of PagerDuty's Events API v2. The signature's variable holds its routing key. */
        PAGERDUTY,
        /** A list with one alert, for {@code /api/v2/alerts} of Prometheus' Alertmanager. */
        ALERTMANAGER
    }

    /** With a body of Signalbox's own format. */
    public Webhook(String url, @Nullable String secretVariable) {
        this(url, secretVariable, null);
    }

    static final ActionKind<Webhook> KIND = new ActionKind<>("webhook", Webhook.class, Webhook::read);

    public static @Nullable Webhook read(Cursor at) {
        Fields fields = at.fields("url", "secretVariable", "format");
        String url = fields.required("url", ArgumentReader::secretUrl);
        String secret = fields.ifPresent("secretVariable", ArgumentReader::variable);
        Format format = fields.ifPresent(
                "format",
                it -> it.word(List.of(
                        Map.entry("slack", Format.SLACK),
                        Map.entry("pagerduty", Format.PAGERDUTY),
                        Map.entry("alertmanager", Format.ALERTMANAGER))));
        if (format == Format.PAGERDUTY && secret == null) {
            fields.reject("secretVariable", "the name of an environment variable with PagerDuty's routing key");
        }
        return fields.whole(() -> new Webhook(url, secret, format));
    }

    /** With many receivers path or query contain a secret. */
    @Override
    public String shown() {
        return "Webhook[url=" + url.replaceFirst("(?<=[^/:])/.*", "/…") + ", secretVariable=" + secretVariable
                + ", format=" + format + "]";
    }

    @Override
    public List<Need> needs() {
        return List.of();
    }
}
