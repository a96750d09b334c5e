/** Carries plans through: steps, claims, undo, and what the actuator and the fence watch report. */
@NullMarked
package io.signalbox.decision.core.execution;

import org.jspecify.annotations.NullMarked;
