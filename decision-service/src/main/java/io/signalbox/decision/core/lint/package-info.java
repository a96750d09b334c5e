/** What a valid topology would do wrong when it matters: found by rules, and by rehearsing each loss. Pure. */
@NullMarked
package io.signalbox.decision.core.lint;

import org.jspecify.annotations.NullMarked;
