/**
 * What the fence at the DNS provider says, what the next one has to say, and what is done when it is not as it is
 * known.
 */
@NullMarked
package io.signalbox.decision.core.fence;

import org.jspecify.annotations.NullMarked;
