/** The fence at the DNS provider: what it contains, what the next one must contain, and how its faults are handled. */
@NullMarked
package io.signalbox.decision.core.fence;

import org.jspecify.annotations.NullMarked;
