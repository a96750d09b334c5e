/** A Route 53 endpoint that is at least as strict as the real one: what passes here must not surprise there. */
@NullMarked
package io.signalbox.sandbox.aws;

import org.jspecify.annotations.NullMarked;
