package io.signalbox.actuator.app;

import io.signalbox.actuator.aws.RoleCredentialsProvider;
import io.signalbox.actuator.core.AccessErrors;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.actuator.route53.Route53Provider;
import io.signalbox.actuator.route53.budget.CellShare;
import io.signalbox.actuator.route53.budget.RequestBudget;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.aws.AwsRole;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Route 53 with each role. The roles of one account share its request budget:
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html#limits-api-requests
 */
final class Route53Accounts {

    private final RoleCredentialsProvider credentials;
    private final BiFunction<@Nullable AwsRole, RequestBudget, Route53Provider> providers;
    private final CellShare share;
    private final String own;
    private final Map<Optional<AwsRole>, Route53Provider> opened = new ConcurrentHashMap<>();
    private final Map<String, RequestBudget> budgets = new ConcurrentHashMap<>();

    /**
     * @param providers makes the provider of a role
     * @param share of this cell in each account
     * @param own the account of the process's own credentials; empty if nothing tells it
     */
    Route53Accounts(
            RoleCredentialsProvider credentials,
            BiFunction<@Nullable AwsRole, RequestBudget, Route53Provider> providers,
            CellShare share,
            String own) {
        this.credentials = credentials;
        this.providers = providers;
        this.share = share;
        this.own = own;
    }

    Route53Provider of(@Nullable AwsRole role) {
        return opened.computeIfAbsent(Optional.ofNullable(role), _ -> {
            String account = role == null ? own : role.account();
            return providers.apply(role, budgets.computeIfAbsent(account, _ -> new RequestBudget(share)));
        });
    }

    DnsProvider zones(@Nullable AwsRole role) {
        return role == null ? of(null) : new WithCredentials(role);
    }

    /** Makes the credentials ready first: this wait is part of the time limit, and does not delay other accounts. */
    private final class WithCredentials implements DnsProvider {

        private final AwsRole role;

        WithCredentials(AwsRole role) {
            this.role = role;
        }

        @Override
        public Zone zone(String name, Duration limit) throws ZoneUnavailableException {
            long end = Deadline.after(limit);
            requireCredentials(role);
            return of(role).zone(name, Deadline.left(end));
        }

        @Override
        public Optional<Details> details(String name, Duration limit) throws ZoneUnavailableException {
            long end = Deadline.after(limit);
            requireCredentials(role);
            return of(role).details(name, Deadline.left(end));
        }
    }

    private void requireCredentials(AwsRole role) throws ZoneUnavailableException {
        try {
            var _ = credentials.of(role).resolveCredentials();
        } catch (SdkException e) {
            String message = String.valueOf(e.getMessage());
            Optional<String> denied = AccessErrors.unsigned(message);
            throw new ZoneUnavailableException(
                    denied.isPresent() ? FailureCause.ACCESS_DENIED : FailureCause.CONNECTION,
                    denied.orElse(message),
                    true);
        }
    }
}
