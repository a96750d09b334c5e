/** The core with a provider that is only pretended: tells what would be done. Pure. */
@NullMarked
package io.signalbox.decision.core.rehearsal;

import org.jspecify.annotations.NullMarked;
