package io.signalbox.actuator.bootstrap;

import io.signalbox.actuator.bootstrap.ResourceFinding.Kind;
import io.signalbox.actuator.bootstrap.ResourceFinding.PendingWrite;
import io.signalbox.actuator.bootstrap.ResourceFinding.Result;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.contract.topology.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Runs a command over all services in parallel; results are printed in the order of the topology. */
public final class BootstrapRun {

    private static final int AT_ONCE = 32;

    /** Adoption and change take two rounds; more than a few mean that somebody else changes the same names. */
    private static final int MOST_WRITES = 4;

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final List<Resource> resources;

    /** @param resources of each service, in the order in which they are needed */
    public BootstrapRun(List<Resource> resources) {
        this.resources = List.copyOf(resources);
    }

    /** The result of one service. @param done the lines of its changes */
    public record ServiceResult(Service service, ResourceFinding finding, List<String> done) {

        public ServiceResult {
            done = List.copyOf(done);
        }
    }

    /** Looks, and changes nothing. */
    public void plan(List<Service> services, Consumer<ServiceResult> report) {
        each(services, report, looking(Resource::wanted));
    }

    public void planReturn(List<Service> services, Consumer<ServiceResult> report) {
        each(services, report, looking(Resource::withdrawn));
    }

    /** Changes what differs, until nothing does. */
    public void apply(List<Service> services, Consumer<ServiceResult> report) {
        each(services, report, inOrder(Resource::wanted));
    }

    public void giveBack(List<Service> services, Consumer<ServiceResult> report) {
        each(services, report, inOrder(Resource::withdrawn));
    }

    private Function<Service, List<ServiceResult>> looking(BiFunction<Resource, Service, ResourceFinding> look) {
        return service -> concerning(service)
                .map(resource -> new ServiceResult(service, look.apply(resource, service), List.of()))
                .toList();
    }

    /** A resource whose own needs are not met is not tried: its changes could only fail, again and again. */
    private Function<Service, List<ServiceResult>> inOrder(BiFunction<Resource, Service, ResourceFinding> look) {
        return service -> {
            var results = new ArrayList<ServiceResult>();
            for (Resource resource : concerning(service).toList()) {
                ServiceResult result = converge(service, of -> look.apply(resource, of));
                results.add(result);
                if (result.finding().kind() == Kind.ERROR) {
                    break;
                }
            }
            return results;
        };
    }

    private Stream<Resource> concerning(Service service) {
        return resources.stream().filter(resource -> resource.concerns(service));
    }

    private static void each(
            List<Service> services, Consumer<ServiceResult> report, Function<Service, List<ServiceResult>> work) {
        var places = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<ServiceResult>>> all = services.stream()
                    .map(service -> threads.submit(() -> inPlace(places, service, work)))
                    .toList();
            for (int i = 0; i < all.size(); i++) {
                outcome(services.get(i), all.get(i)).forEach(report);
            }
        }
    }

    private static List<ServiceResult> inPlace(
            Semaphore places, Service service, Function<Service, List<ServiceResult>> work) {
        places.acquireUninterruptibly();
        try {
            return work.apply(service);
        } finally {
            places.release();
        }
    }

    private static List<ServiceResult> outcome(Service service, Future<List<ServiceResult>> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            return List.of(new ServiceResult(
                    service, ResourceFinding.error("failed unexpectedly: " + e.getCause()), List.of()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(new ServiceResult(service, ResourceFinding.error("interrupted"), List.of()));
        }
    }

    /** Looks, changes, and looks again. After a failure or a concurrent change the last look shows the actual state. */
    private static ServiceResult converge(Service service, Function<Service, ResourceFinding> look) {
        long end = Deadline.after(LIMIT);
        var done = new ArrayList<String>();
        String last = "";
        for (int writes = 0; ; ) {
            ResourceFinding found = look.apply(service);
            PendingWrite write = found.write();
            if (write == null) {
                return new ServiceResult(service, found, done);
            }
            if (System.nanoTime() - end > 0 || writes == MOST_WRITES) {
                return new ServiceResult(service, ResourceFinding.error("not done; last: " + last), done);
            }
            switch (write.perform()) {
                case Result.Taken _ -> {
                    writes++;
                    last = "accepted, and then changed by another writer";
                    done.addAll(found.kind() == Kind.ADOPT ? found.lines().subList(0, 1) : found.lines());
                }
                case Result.LookAgain(String why) -> {
                    last = why;
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
                case Result.Failed(String why) -> {
                    return new ServiceResult(service, ResourceFinding.error(why), done);
                }
            }
        }
    }
}
