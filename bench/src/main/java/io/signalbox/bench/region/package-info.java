/** A whole region is lost: how long until every decision is out. */
@NullMarked
package io.signalbox.bench.region;

import org.jspecify.annotations.NullMarked;
