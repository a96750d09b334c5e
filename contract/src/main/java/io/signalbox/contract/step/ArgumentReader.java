package io.signalbox.contract.step;

import io.signalbox.contract.topology.yaml.Cursor;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads arguments that several kinds of actions have. */
final class ArgumentReader {

    private static final String URL = "a URL with http or https and a host";
    private static final int LONGEST_URL = 2_000;
    private static final int MOST = 10_000;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

    private ArgumentReader() {}

    /** The number of running instances. */
    static @Nullable Integer count(Cursor at) {
        return at.integer(0, MOST);
    }

    static @Nullable String url(Cursor at) {
        return at.text(URL, ArgumentReader::isUrl);
    }

    /** Variables in it are not replaced: a part of the URL is often a secret. */
    static @Nullable String secretUrl(Cursor at) {
        return at.secret(URL, ArgumentReader::isUrl);
    }

    /** The URL of a server that gets a bearer token: anybody who reads the token could use it. */
    static @Nullable String urlForSecrets(Cursor at) {
        return at.text(
                "a URL with https and a host, or with http and localhost, since a token is sent there",
                text -> isUrl(text)
                        && (text.startsWith("https:")
                                || isLocal(URI.create(text).getHost())));
    }

    private static boolean isLocal(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    static @Nullable String variable(Cursor at) {
        return at.text("the name of an environment variable of actuator-service", text -> VARIABLE.matcher(text)
                .matches());
    }

    private static boolean isUrl(String text) {
        try {
            var url = new URI(text);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            return web && url.getHost() != null && text.length() <= LONGEST_URL;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
