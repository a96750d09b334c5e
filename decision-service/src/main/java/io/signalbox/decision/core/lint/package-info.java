/** Weaknesses of a valid topology, found by rules and by rehearsing each loss. Pure. */
@NullMarked
package io.signalbox.decision.core.lint;

import org.jspecify.annotations.NullMarked;
