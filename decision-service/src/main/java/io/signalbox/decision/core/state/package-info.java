/** The stored state of a service and of the fleet: phases, plans, step progress, holds and memory. Versioned JSON. */
@NullMarked
package io.signalbox.decision.core.state;

import org.jspecify.annotations.NullMarked;
