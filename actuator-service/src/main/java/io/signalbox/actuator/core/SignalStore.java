package io.signalbox.actuator.core;

import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.fence.Fence;
import org.jspecify.annotations.Nullable;

/**
 * Keeps signals, and changes one only as it was read. Each call is sent once; what fails may have happened all the same.
 */
public interface SignalStore {

    SignalReading read(SignalObject signal, ActionAttempt turn) throws ActionFailedException;

    /**
     * The signal is there and says this.
     *
     * @param etag of what it replaces; null where nothing may be
     * @return false when something else stands there, and nothing was changed
     */
    boolean put(SignalObject signal, Fence fence, @Nullable String etag, ActionAttempt turn)
            throws ActionFailedException;

    /** The signal is gone. @param etag of what is removed @return as with {@link #put} */
    boolean remove(SignalObject signal, String etag, ActionAttempt turn) throws ActionFailedException;
}
