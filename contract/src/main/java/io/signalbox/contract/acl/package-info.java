/** The principals of a cell's Kafka and their rights. */
@NullMarked
package io.signalbox.contract.acl;

import org.jspecify.annotations.NullMarked;
