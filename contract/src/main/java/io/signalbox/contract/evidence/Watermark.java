package io.signalbox.contract.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.json.Required;
import io.signalbox.contract.json.Version;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far stage 1 has read one partition of the observations, and which verdicts it confirms: a value of {@code
 * Topics.VERDICTS}, written about once a second. It covers every verdict before it in the topic.
 *
 * @param partition of the observations
 * @param life identifies one run of the task of stage 1 for this partition
 * @param since when that run began to count, by the clock of its machine
 * @param at when this was written, by the same clock
 * @param readTo when Kafka appended the newest observation that was read; null when none has been read in this run
 * @param lag how long that observation had waited when it was read; negative when the broker's clock is ahead
 * @param services whose evidence this task counts
 * @param unconfirmed the verdicts on their sites that are not confirmed; all others are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Watermark(
        int v,
        int partition,
        String life,
        Instant since,
        Instant at,
        @JsonProperty(required = false) @Nullable Instant readTo,
        Duration lag,
        List<ServiceName> services,
        List<Unconfirmed> unconfirmed) {

    public static final int VERSION = 1;

    /** No service can have this name: names begin with a letter or a digit. */
    private static final String KEY = "~watermark/";

    /**
     * A verdict for which too few vantages have agreeing results in this run of stage 1.
     *
     * @param probe null for the verdict on the site itself
     * @param confirmedAt when stage 1 last confirmed it, in this run or an earlier one; null when that is not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Unconfirmed(
            ServiceName service,
            SiteName site,
            @JsonProperty(required = false) @Nullable ProbeName probe,
            @JsonProperty(required = false) @Nullable Instant confirmedAt) {

        public Unconfirmed {
            Required.present("watermark", "service", service);
            Required.present("watermark", "site", site);
        }
    }

    public Watermark {
        Version.require("watermark", v, VERSION);
        Required.present("watermark", "life", life);
        Required.present("watermark", "since", since);
        Required.present("watermark", "at", at);
        Required.present("watermark", "lag", lag);
        Required.present("watermark", "services", services);
        Required.present("watermark", "unconfirmed", unconfirmed);
        services = List.copyOf(services);
        unconfirmed = List.copyOf(unconfirmed);
    }

    /** When stage 1 last confirmed the verdict on a site; null when that is not known. */
    public @Nullable Instant confirmedAt(ServiceName service, SiteName site) {
        for (Unconfirmed one : unconfirmed) {
            if (one.probe() == null && one.site().equals(site) && one.service().equals(service)) {
                return one.confirmedAt();
            }
        }
        return services.contains(service) ? at : null;
    }

    /** The key on the verdicts topic. */
    public static String key(int partition) {
        return KEY + partition;
    }

    /** True if a record of the verdicts topic with this key is a watermark. */
    public static boolean isKey(@Nullable String key) {
        return key != null && key.startsWith(KEY);
    }
}
