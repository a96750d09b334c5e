package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks: a value of {@link Topics#DIRECTIVES}.
 *
 * @param id unique; the same id twice is one directive
 * @param service null for all services
 * @param who the authenticated caller
 * @param why for the journal; never blank
 * @param expectedVersion the service state's version that the operator saw; null asks for no check
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Directive(
        int v,
        String id,
        @JsonProperty(required = false) @Nullable ServiceName service,
        String who,
        String why,
        Instant at,
        @JsonProperty(required = false) @Nullable Long expectedVersion,
        Order order) {

    public static final int VERSION = 1;

    /** The key of a directive for all services. */
    public static final String EVERY_SERVICE = "*";

    public Directive {
        Version.require("directive", v, VERSION);
        Required.present("directive", "id", id);
        Required.present("directive", "who", who);
        Required.present("directive", "why", why);
        Required.present("directive", "at", at);
        Required.present("directive", "order", order);
        if (why.isBlank()) {
            throw new IllegalArgumentException("directive why: expected a reason, got a blank text");
        }
    }

    public String key() {
        return service == null ? EVERY_SERVICE : service.value();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Override.class, name = "override"),
        @JsonSubTypes.Type(value = Release.class, name = "release"),
        @JsonSubTypes.Type(value = Freeze.class, name = "freeze"),
        @JsonSubTypes.Type(value = Thaw.class, name = "thaw"),
        @JsonSubTypes.Type(value = Acknowledge.class, name = "acknowledge")
    })
    public sealed interface Order {
        default String kind() {
            return switch (this) {
                case Override _ -> "override";
                case Release _ -> "release";
                case Freeze _ -> "freeze";
                case Thaw _ -> "thaw";
                case Acknowledge _ -> "acknowledge";
            };
        }
    }

    /**
     * Traffic goes to {@code target} and stays there.
     *
     * @param until when it ends by itself; null means until released
     * @param force also to a site that is not UP
     * @param passFreeze also while a freeze is in force
     */
    public record Override(
            SiteName target,
            @JsonProperty(required = false) @Nullable Instant until,
            boolean force,
            boolean passFreeze) implements Order {}

    /** Ends an override. */
    public record Release() implements Order {}

    /** No automatic move begins. @param until when it ends by itself; null means until thawed */
    public record Freeze(
            @JsonProperty(required = false) @Nullable Instant until) implements Order {}

    /** Ends a freeze. */
    public record Thaw() implements Order {}

    /** A plan that got stuck has been looked at: automation may go on from what is true now. */
    public record Acknowledge() implements Order {}
}
