package io.signalbox.probe.engine;

import io.signalbox.probe.core.Watched;
import io.signalbox.probe.wire.Inquiry;

/** How each kind of check finds out what it wants to know. */
@FunctionalInterface
public interface Kinds {

    /** @param latest what other checks have found, for those that build on it */
    Inquiry inquiry(Watched watched, Latest latest);
}
