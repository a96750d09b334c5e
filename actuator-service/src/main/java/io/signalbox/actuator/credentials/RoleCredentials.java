package io.signalbox.actuator.credentials;

import io.signalbox.actuator.aws.RoleCredentialsProvider;
import io.signalbox.contract.aws.AwsRole;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;

/** The credentials of the process, and of each role that it assumes. Each role is renewed by itself. Thread-safe. */
public final class RoleCredentials implements RoleCredentialsProvider, AutoCloseable {

    private final ProcessCredentials own;
    private final Function<AwsCredentialsProvider, StsClient> sts;
    private final Map<AwsRole, ProcessCredentials> assumed = new ConcurrentHashMap<>();

    /** @param own which assume the roles @param sts a client of AWS STS with the given credentials */
    public RoleCredentials(ProcessCredentials own, Function<AwsCredentialsProvider, StsClient> sts) {
        this.own = own;
        this.sts = sts;
    }

    @Override
    public AwsCredentialsProvider of(@Nullable AwsRole role) {
        return named(role).provider();
    }

    /** The same with their source. */
    public ProcessCredentials named(@Nullable AwsRole role) {
        return role == null ? own : assumed.computeIfAbsent(role, this::assume);
    }

    private ProcessCredentials assume(AwsRole role) {
        return own.assuming(role, sts);
    }

    /** Stops renewing those of the roles. */
    @Override
    public void close() {
        assumed.values().forEach(ProcessCredentials::close);
    }
}
