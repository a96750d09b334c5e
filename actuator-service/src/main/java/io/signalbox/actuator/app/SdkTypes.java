package io.signalbox.actuator.app;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Registers for the native executable the classes that the AWS SDK finds by name: the HTTP client of clients that it
 * creates itself, and the provider of credentials for a profile with a role.
 */
@RegisterForReflection(
        classNames = {
            SdkTypes.HTTP,
            "software.amazon.awssdk.services.sts.internal.StsProfileCredentialsProviderFactory",
            "software.amazon.awssdk.services.sts.internal.StsWebIdentityCredentialsProviderFactory"
        })
final class SdkTypes {

    static final String HTTP = "software.amazon.awssdk.http.urlconnection.UrlConnectionSdkHttpService";

    private SdkTypes() {}
}
