/** A second policy that lives through the same events with a simulated provider, and says where it disagrees. */
@NullMarked
package io.signalbox.decision.core.shadow;

import org.jspecify.annotations.NullMarked;
