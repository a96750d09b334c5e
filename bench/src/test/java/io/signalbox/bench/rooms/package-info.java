/** Measures how the code is divided. */
@NullMarked
package io.signalbox.bench.rooms;

import org.jspecify.annotations.NullMarked;
