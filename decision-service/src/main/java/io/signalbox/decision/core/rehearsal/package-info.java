/** The core with a simulated provider: shows what would be done. Pure. */
@NullMarked
package io.signalbox.decision.core.rehearsal;

import org.jspecify.annotations.NullMarked;
