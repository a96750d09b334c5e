/** What the stacks of all examples have in common. */
@NullMarked
package io.signalbox.infra.stack;

import org.jspecify.annotations.NullMarked;
