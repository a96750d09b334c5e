/** Feeds parsers with broken input. */
@NullMarked
package io.signalbox.fuzz;

import org.jspecify.annotations.NullMarked;
