package io.signalbox.probe.live;

import io.signalbox.probe.once.InvalidRequestException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Selects checks.
 *
 * @param service null for all, as is {@code site}
 * @param failing whether to list only failing ones
 * @param text in lower case; matches name, kind, target or cause
 */
public record LiveQuery(
        @Nullable String service, @Nullable String site, boolean failing, String text, int offset, int limit) {

    private static final Set<String> PARAMETERS = Set.of("service", "site", "failing", "find", "offset", "limit");
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    /** @param names of all parameters @param parameter null for an absent one */
    public static LiveQuery of(Set<String> names, Function<String, @Nullable String> parameter)
            throws InvalidRequestException {
        for (String name : names) {
            if (!PARAMETERS.contains(name)) {
                throw new InvalidRequestException(
                        name, "a parameter of this name", "service, site, failing, find, offset or limit");
            }
        }
        String failing = parameter.apply("failing");
        if (failing != null && !Set.of("true", "false").contains(failing)) {
            throw new InvalidRequestException("failing", "\"" + failing + "\"", "true or false");
        }
        String text = parameter.apply("find");
        return new LiveQuery(
                parameter.apply("service"),
                parameter.apply("site"),
                "true".equals(failing),
                text == null ? "" : text.strip().toLowerCase(Locale.ROOT),
                number("offset", parameter.apply("offset"), 0, 0, Integer.MAX_VALUE),
                number("limit", parameter.apply("limit"), USUAL, 1, MOST));
    }

    private static int number(String name, @Nullable String text, int absent, int least, int most)
            throws InvalidRequestException {
        if (text == null) {
            return absent;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Throws below, as for one that is too large.
        }
        throw new InvalidRequestException(name, "\"" + text + "\"", "a number from " + least + " to " + most);
    }

    boolean asksFor(LiveCheck check) {
        return (service == null || service.equals(check.service()))
                && (site == null || site.equals(check.site()))
                && (!failing || check.failing())
                && (text.isEmpty() || mentions(check));
    }

    private boolean mentions(LiveCheck check) {
        String all = check.service() + "/" + check.site() + "/" + check.probe() + " " + check.kind() + " "
                + check.target() + " "
                + (check.cause() == null ? "" : check.cause() + " " + check.detail());
        return all.toLowerCase(Locale.ROOT).contains(text);
    }
}
