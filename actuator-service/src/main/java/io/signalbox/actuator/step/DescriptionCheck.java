package io.signalbox.actuator.step;

import io.signalbox.contract.Command;
import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.step.StepArguments.DnsReadopt.Candidate;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.ThroughName;
import io.signalbox.contract.topology.Work;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares a command with one description of its service: everything that it creates or changes must follow from it. Each
 * problem says where, what was found and what is allowed. What a command deletes is not compared here: the provider deletes
 * only what is there, by its exact value.
 */
final class DescriptionCheck {

    /** A fence may have been rewritten by other cells since the command's expected one. */
    private static final long LARGEST_STEP = 1_000;

    /** Characters of a found value in a message. */
    private static final int LONGEST_VALUE = 300;

    private final Command command;
    private final Service service;

    private DescriptionCheck(Command command, Service service) {
        this.command = command;
        this.service = service;
    }

    /** Empty if the command follows from the description. */
    static Optional<String> problem(Command command, Service service) {
        var check = new DescriptionCheck(command, service);
        return switch (command.arguments()) {
            case StepArguments.DnsSwitch change ->
                first(
                        () -> check.name(change),
                        check::decision,
                        () -> check.switched(change),
                        () -> check.through(change));
            case StepArguments.SignalSwitch change ->
                first(() -> check.name(change), check::decision, () -> check.signalled(change));
            case StepArguments.DnsAdopt adopt ->
                first(() -> check.name(adopt), check::firstFence, () -> check.adopted(adopt));
            case StepArguments.DnsReadopt readopt -> first(() -> check.name(readopt), () -> check.readopted(readopt));
            case StepArguments.Claim claim -> first(() -> check.name(claim), check::decision, check::keptTraffic);
            case Action action -> check.action(action);
        };
    }

    /** The same for a look at an accepted change: it writes nothing, but it sends queries and opens connections. */
    static Optional<String> lookProblem(Command command, Service service) {
        var check = new DescriptionCheck(command, service);
        return command.arguments() instanceof StepArguments.DnsSwitch change
                ? first(() -> check.name(change), () -> check.through(change))
                : problem(command, service);
    }

    @SafeVarargs
    private static Optional<String> first(Supplier<Optional<String>>... checks) {
        for (Supplier<Optional<String>> check : checks) {
            Optional<String> problem = check.get();
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private Optional<String> name(StepArguments.Naming name) {
        return first(
                () -> equal("zone", name.zone(), service.dns().zone()),
                () -> equal("hostname", name.hostname(), service.hostname()));
    }

    /** The next fence: one decision after the expected one, by this command's plan. */
    private Optional<String> decision() {
        Fence expected = command.expected();
        Fence next = command.next();
        if (expected == null) {
            return wrong("expected", "no fence", "the fence that the decision was made on");
        }
        long step = next.epoch() - expected.epoch();
        if (step < 1 || step > LARGEST_STEP) {
            return wrong("next.epoch", next.epoch(), expected.epoch() + 1 + " to " + (expected.epoch() + LARGEST_STEP));
        }
        return next.isRewrittenSince(expected) ? Optional.empty() : writer(next);
    }

    private Optional<String> writer(Fence next) {
        return first(
                () -> equal("next.plan", next.plan(), command.plan()),
                () -> equal("next.cell", next.cell(), command.cell()));
    }

    private Optional<String> firstFence() {
        return first(
                () -> equal("expected", command.expected(), null),
                () -> equal("next.epoch", command.next().epoch(), 1L),
                () -> writer(command.next()));
    }

    private Optional<String> keptTraffic() {
        Fence expected = Objects.requireNonNull(command.expected());
        return first(
                () -> equal("next.active", command.next().active(), expected.active()),
                () -> equal("next.split", command.next().split(), expected.split()));
    }

    private Optional<String> switched(StepArguments.DnsSwitch change) {
        Fence next = command.next();
        Split split = next.split();
        boolean led = change.to().equals(next.active())
                || split != null && change.to().equals(split.to());
        return first(
                () -> led
                        ? Optional.empty()
                        : wrong("to", change.to(), "a site of the next fence \"" + next.text() + "\""),
                () -> records("create", change.create(), next),
                () -> ofTheName("remove", change.remove()));
    }

    private Optional<String> through(StepArguments.DnsSwitch change) {
        return change.through() == null
                ? Optional.empty()
                : equal("through", change.through(), ThroughName.of(service, change.to()));
    }

    private Optional<String> signalled(StepArguments.SignalSwitch change) {
        return first(
                () -> equal("to", change.to(), command.next().active()),
                () -> equal("signal", change.signal(), service.dns().signal()),
                () -> records("create", change.create(), command.next()),
                () -> equal("raised", change.raised(), isStandby(change.to())));
    }

    private Optional<String> adopted(StepArguments.DnsAdopt adopt) {
        return first(
                () -> equal("preferred", adopt.preferred(), service.preferred().name()),
                () -> adopt.candidates().entrySet().stream()
                        .map(candidate -> records(
                                "candidates." + candidate.getKey(),
                                candidate.getValue(),
                                command.next().at(candidate.getKey())))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private Optional<String> readopted(StepArguments.DnsReadopt readopt) {
        return first(
                () -> equal("signal", readopt.signal(), service.dns().signal()), () -> readopt.candidates().stream()
                        .map(this::candidate)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private Optional<String> candidate(Candidate candidate) {
        Fence next = candidate.next();
        return first(
                () -> writer(next),
                () -> records("candidates." + next.active(), candidate.records(), next),
                () -> equal(
                        "candidates." + next.active() + ".raised",
                        candidate.raised(),
                        service.dns().signal() == null ? null : Boolean.valueOf(isStandby(next.active()))));
    }

    private boolean isStandby(SiteName site) {
        return !site.equals(service.preferred().name());
    }

    /** The records must be those of the description while the traffic is where the fence says. */
    private Optional<String> records(String where, List<RecordSet> found, Fence fence) {
        if (service.site(fence.active()).isEmpty()) {
            return wrong(where + " for the site", fence.active(), sites());
        }
        Split split = fence.split();
        if (split != null && !service.canSplit(split)) {
            return wrong(where + " for the split", split, "a share for one of " + sites() + ", with weights");
        }
        List<RecordSet> allowed = Records.of(service, fence.active(), split);
        return Set.copyOf(found).equals(Set.copyOf(allowed)) ? Optional.empty() : wrong(where, found, allowed);
    }

    private Optional<String> ofTheName(String where, List<RecordSet> records) {
        return records.stream()
                .filter(record -> !record.name().equals(service.hostname()))
                .findFirst()
                .flatMap(record -> wrong(where, record.name(), service.hostname()));
    }

    private List<SiteName> sites() {
        return service.sites().stream().map(Site::name).toList();
    }

    private Optional<String> action(Action action) {
        return command.expected() == null ? notice(action) : step(action, command.role());
    }

    private Optional<String> step(Action action, @Nullable AwsRole role) {
        var found = new Work.Act(action, role);
        return first(
                () -> writer(command.next()),
                () -> service.plans().actions().anyMatch(found::equals)
                        ? Optional.empty()
                        : wrong("arguments", shown(found), "a step of its plans: " + shownSteps()));
    }

    private List<String> shownSteps() {
        return service.plans().actions().map(DescriptionCheck::shown).toList();
    }

    private static String shown(Work.Act act) {
        AwsRole role = act.role();
        return act.action().shown() + (role == null ? "" : " with " + role.arn());
    }

    /** Without a fence only a notice is sent. */
    private Optional<String> notice(Action action) {
        List<Action> notices = service.notices().toList();
        return first(
                () -> action instanceof Action.Notification
                        ? Optional.empty()
                        : wrong("expected", "no fence", "the fence of the command's plan"),
                () -> notices.contains(action)
                        ? Optional.empty()
                        : wrong(
                                "arguments",
                                action.shown(),
                                "without a fence one of its notices: "
                                        + notices.stream().map(Action::shown).toList()),
                () -> equal("role", command.role(), null));
    }

    private Optional<String> equal(String where, @Nullable Object found, @Nullable Object allowed) {
        return Objects.equals(found, allowed) ? Optional.empty() : wrong(where, found, allowed);
    }

    private Optional<String> wrong(String where, @Nullable Object found, @Nullable Object allowed) {
        return Optional.of(command.arguments().kind() + " of " + command.service() + ": " + where + ": found "
                + shortened(found) + ", allowed " + shortened(allowed));
    }

    private static String shortened(@Nullable Object value) {
        String text = value == null ? "none" : value.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}
