/** The AWS permissions and APIs that plans need, and their regions. */
@NullMarked
package io.signalbox.decision.core.needs;

import org.jspecify.annotations.NullMarked;
