/** Why a service's state is what it is, in data and in sentences. No clock, no I/O. */
@NullMarked
package io.signalbox.decision.core.explain;

import org.jspecify.annotations.NullMarked;
