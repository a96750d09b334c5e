package io.signalbox.actuator;

import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.SignalReading;
import io.signalbox.actuator.core.SignalStore;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.fence.Fence;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where no service has a signal, none is asked for. */
public final class NoSignals implements SignalStore {

    @Override
    public SignalReading read(SignalObject signal, ActionAttempt turn) {
        throw new UnsupportedOperationException("no signal here: " + signal);
    }

    @Override
    public Optional<String> hidden(SignalObject signal, ActionAttempt turn) {
        throw new UnsupportedOperationException("no signal here: " + signal);
    }

    @Override
    public boolean put(SignalObject signal, Fence fence, @Nullable String etag, ActionAttempt turn) {
        throw new UnsupportedOperationException("no signal here: " + signal);
    }

    @Override
    public boolean remove(SignalObject signal, String etag, ActionAttempt turn) {
        throw new UnsupportedOperationException("no signal here: " + signal);
    }
}
