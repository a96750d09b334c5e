package io.signalbox.actuator.watch;

import io.signalbox.contract.topology.Service;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Looks at every service, with limited parallelism, so that a thousand services with dead servers stay affordable. */
public final class WatchRounds implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WatchRounds.class);
    private static final int AT_ONCE = 128;

    private final FenceWatch watch;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public WatchRounds(FenceWatch watch) {
        this.watch = watch;
    }

    /** Returns after all looks. */
    public void go(List<Service> services) throws InterruptedException {
        watch.retain(services.stream().map(Service::name).toList());
        threads
                .invokeAll(services.stream()
                        .map(service -> Executors.callable(() -> lookInPlace(service)))
                        .toList())
                .stream()
                .filter(look -> look.state() == Future.State.FAILED)
                .forEach(look -> LOG.error("fence watch threw", look.exceptionNow()));
    }

    private void lookInPlace(Service service) {
        places.acquireUninterruptibly();
        try {
            watch.look(service);
        } finally {
            places.release();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
