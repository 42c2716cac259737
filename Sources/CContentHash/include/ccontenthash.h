#ifndef CCONTENTHASH_H
#define CCONTENTHASH_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sha2.h>

/* As SHA256Update. Where the processor has instructions for SHA-256 they take whole blocks, which is
   ten times as fast: a rule base of 100,000 rules is twelve million bytes. */
void ch_update(SHA2_CTX *context, const uint8_t *bytes, size_t length);

#endif
