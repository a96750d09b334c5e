/** Roles and partitions of AWS. */
@NullMarked
package io.signalbox.contract.aws;

import org.jspecify.annotations.NullMarked;
