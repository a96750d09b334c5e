package io.signalbox.actuator.credentials;

import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Credentials of one account. Those of another account, or of one that is not known yet, sign nothing. AWS STS is asked once for
 * each access key, unless the credentials name their account themselves.
 */
final class AccountCredentials implements AwsCredentialsProvider, SdkAutoCloseable {

    private final AwsCredentialsProvider provider;
    private final String account;
    private final Function<AwsCredentialsProvider, StsClient> sts;
    /** The access key whose account was right. */
    private volatile String known = "";

    AccountCredentials(
            AwsCredentialsProvider provider, String account, Function<AwsCredentialsProvider, StsClient> sts) {
        this.provider = provider;
        this.account = account;
        this.sts = sts;
    }

    /** @throws IllegalStateException if they are of another account */
    @Override
    public AwsCredentials resolveCredentials() {
        AwsCredentials credentials = provider.resolveCredentials();
        if (!known.equals(credentials.accessKeyId())) {
            require(credentials);
            known = credentials.accessKeyId();
        }
        return credentials;
    }

    private void require(AwsCredentials credentials) {
        Optional<String> named = credentials.accountId();
        String found = named.isPresent() ? named.get() : ask(credentials);
        if (!found.equals(account)) {
            throw new IllegalStateException("expected the account " + account + ", got " + found);
        }
    }

    private String ask(AwsCredentials credentials) {
        try (StsClient client = sts.apply(StaticCredentialsProvider.create(credentials))) {
            return client.getCallerIdentity().account();
        }
    }

    @Override
    public void close() {
        if (provider instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
