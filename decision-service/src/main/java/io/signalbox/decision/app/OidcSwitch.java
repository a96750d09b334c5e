package io.signalbox.decision.app;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;

/** Enables OpenID Connect when its issuer is configured, so that one setting is enough. */
public class OidcSwitch implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1;
    private static final String SWITCH = "quarkus.oidc.tenant-enabled";
    private static final String WHERE = "quarkus.oidc.auth-server-url";

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        return name.equals(SWITCH) ? on(context) : context.proceed(name);
    }

    private static ConfigValue on(ConfigSourceInterceptorContext context) {
        ConfigValue where = context.proceed(WHERE);
        boolean given =
                where != null && where.getValue() != null && !where.getValue().isBlank();
        return ConfigValue.builder()
                .withName(SWITCH)
                .withValue(String.valueOf(given))
                .withConfigSourceName(OidcSwitch.class.getSimpleName())
                .build();
    }
}
