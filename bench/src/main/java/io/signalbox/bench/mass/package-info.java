/** A whole region is lost: how long until every name points elsewhere, within what Route 53 admits. */
@NullMarked
package io.signalbox.bench.mass;

import org.jspecify.annotations.NullMarked;
