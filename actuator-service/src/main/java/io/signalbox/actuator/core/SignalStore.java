package io.signalbox.actuator.core;

import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.fence.Fence;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores signals, and changes one only if it is still as it was read. Each call is sent once; a failed call may have
 * had an effect.
 */
public interface SignalStore {

    SignalReading read(SignalObject signal, ActionAttempt turn) throws ActionFailedException;

    /**
     * Whether anybody may read the signal: health checkers have no credentials.
     *
     * @param signal which exists
     * @return why not, for a person; empty if they may
     */
    Optional<String> hidden(SignalObject signal, ActionAttempt turn) throws ActionFailedException;

    /**
     * Writes the signal.
     *
     * @param etag of the content that it replaces; null if there must be none
     * @return false when something else is there, and nothing was changed
     */
    boolean put(SignalObject signal, Fence fence, @Nullable String etag, ActionAttempt turn)
            throws ActionFailedException;

    /**
     * Removes the signal.
     *
     * @param etag of the content that is removed
     * @return as with {@link #put}
     */
    boolean remove(SignalObject signal, String etag, ActionAttempt turn) throws ActionFailedException;
}
