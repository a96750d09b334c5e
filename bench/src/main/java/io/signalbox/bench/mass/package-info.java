/** The loss of a region: how long until every name is switched, within Route 53's request limit. */
@NullMarked
package io.signalbox.bench.mass;

import org.jspecify.annotations.NullMarked;
