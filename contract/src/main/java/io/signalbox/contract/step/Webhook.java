package io.signalbox.contract.step;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server has answered a POST, whose JSON body describes the step, with 2xx. Every attempt sends the same
 * {@code Idempotency-Key}.
 *
 * @param url http or https; {@code ${NAME}} in it is a variable of actuator-service, since the URL may be a secret
 * @param secretVariable the environment variable of actuator-service that holds the key of the signature over the
 *     body; null for no signature
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Webhook(
        String url,
        @JsonProperty(required = false) @Nullable String secretVariable) implements Action.Notification {

    static final ActionKind<Webhook> KIND = new ActionKind<>("webhook", Webhook.class, Webhook::read);

    public static @Nullable Webhook read(Cursor at) {
        Fields fields = at.fields("url", "secretVariable");
        String url = fields.required("url", ArgumentReader::secretUrl);
        String secret = fields.ifPresent("secretVariable", ArgumentReader::variable);
        return fields.whole(() -> new Webhook(url, secret));
    }

    /** With many receivers the path or the query is the secret. */
    @Override
    public String shown() {
        return "Webhook[url=" + url.replaceFirst("(?<=[^/:])/.*", "/…") + ", secretVariable=" + secretVariable + "]";
    }

    @Override
    public List<Need> needs() {
        return List.of();
    }
}
