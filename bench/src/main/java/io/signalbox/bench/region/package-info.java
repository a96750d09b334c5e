/** The loss of a region: how long until all decisions are made. */
@NullMarked
package io.signalbox.bench.region;

import org.jspecify.annotations.NullMarked;
