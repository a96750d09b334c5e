/** Decides whether a move may begin now: freezes, windows, the brake, velocity, confirmed verdicts. */
@NullMarked
package io.signalbox.decision.core.govern;

import org.jspecify.annotations.NullMarked;
