package io.signalbox.kafka;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;

/** One login with the credentials of a folder; the result is whose token it got. Public because it is loaded by another class loader. */
public final class EndpointLogin implements Function<String, String> {

    @Override
    public String apply(String folder) {
        var properties =
                new HashMap<String, Object>(ClientProperties.of(CellAccess.of("us-west-2", "oauthbearer", folder)));
        properties.put("bootstrap.servers", "127.0.0.1:9092");
        var entry = new AppConfigurationEntry(
                OAuthBearerLoginModule.class.getName(), LoginModuleControlFlag.REQUIRED, Map.of());
        var login = new TokenLogin();
        login.configure(new AdminClientConfig(properties).values(), "OAUTHBEARER", List.of(entry));
        var asked = new OAuthBearerTokenCallback();
        try {
            login.handle(new Callback[] {asked});
        } catch (IOException | UnsupportedCallbackException e) {
            throw new IllegalStateException(e);
        }
        return asked.token() == null ? asked.errorDescription() : asked.token().principalName();
    }
}
