# The commands of this project: "make help" lists them. POSIX make and sh; Go does the rest.

GO = go
FUZZTIME = 30s
FUZZ =
FUZZLOG =
BENCH = .
BENCHPKG = ./ocsp/internal/bench
BENCHCOUNT = 6
BENCHTIME = 200ms
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOVULNCHECK = golang.org/x/vuln/cmd/govulncheck@v1.8.0
BENCHSTAT = golang.org/x/perf/cmd/benchstat@v0.0.0-20260908200009-22c9c6c9d4da

.PHONY: help demo generate check test corpus timed race fuzz bench bench-readme cover lint mutate mutate-verify

help: ## list the targets
	@sed -n 's/^\([a-z][a-z0-9-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 23

demo: ## compile RFC 6960's module afresh, build a program on it, read a real request and response
	@$(GO) run ./gen/demo

generate: ## run dergen on the schema files: go generate ./...
	$(GO) generate ./...

check: ## generate, and fail if a committed file changes; vet; gofmt
	$(GO) generate ./...
	git diff --exit-code -- '*_gen.go'
	$(GO) vet ./...
	@files=$$(gofmt -l .); if [ -n "$$files" ]; then echo "gofmt would change:"; echo "$$files"; exit 1; fi

test: ## all tests
	$(GO) test ./...

corpus: ## published modules, where they are beside this repository: all that is emitted is built, all values (minutes)
	DERGEN_CORPUS=all $(GO) test -count=1 -timeout=60m -v -run='^TestCorpus$$' ./gen/internal/corpus

timed: ## the tests that measure time, for a quiet machine: linear in the input, 1 MiB in under 50 ms
	DERGEN_TIMED=1 $(GO) test -count=1 -run='Time' ./asn1/... ./internal/... ./gen/internal/...

race: ## all tests, with the race detector
	$(GO) test -race ./...

fuzz: ## every fuzz target in turn, FUZZTIME=30s each; FUZZ=regexp selects, FUZZLOG=testdata/fuzz/RUNS.md adds up
	@$(GO) run ./internal/fuzzall -time $(FUZZTIME) -log '$(FUZZLOG)' '$(FUZZ)'

bench: ## benchmarks beside other packages, through benchstat: BENCH=regexp BENCHPKG=./... BENCHCOUNT=6
	$(GO) test -run='^$$' -bench='$(BENCH)' -benchmem -benchtime=$(BENCHTIME) -count=$(BENCHCOUNT) $(BENCHPKG) >bench.txt || { cat bench.txt; exit 1; }
	$(GO) run $(BENCHSTAT) -filter '.unit:(sec/op OR allocs/op)' bench.txt
	@! grep -q '^BenchmarkParallel' bench.txt || $(GO) run ./ocsp/internal/bench/ratios bench.txt

bench-readme: ## make bench, then README's tables and testdata/bench.svg anew: for a quiet machine
	@$(MAKE) bench BENCH=. BENCHPKG=./ocsp/internal/bench
	$(GO) run ./ocsp/internal/bench/chart -readme README.md -svg testdata/bench.svg bench.txt

cover: ## statement coverage of each package: hand-written and generated code apart
	$(GO) test -coverprofile=cover.out -coverpkg=./asn1/...,./gen/...,./ocsp/... ./...
	@awk -F'[: ]' 'NR > 1 { n[$$1 ":" $$2] = $$3; if ($$4 > 0) hit[$$1 ":" $$2] = 1 } \
	END { for (k in n) { p = k; sub(/:.*/, "", p); kind = p ~ /_gen\.go$$/ ? "generated" : "by hand"; sub(/\/[^\/]*$$/, "", p); \
		p = p " (" kind ")"; all[p] += n[k]; if (k in hit) got[p] += n[k] } \
	for (p in all) printf "%5.1f %%  %6d statements  %s\n", 100 * got[p] / all[p], all[p], p }' cover.out | sort -k5

lint: ## vet, gofmt, staticcheck; govulncheck where its database can be reached
	$(GO) vet ./...
	@files=$$(gofmt -l .); if [ -n "$$files" ]; then echo "gofmt would change:"; echo "$$files"; exit 1; fi
	$(GO) run $(STATICCHECK) ./...
	@out=$$($(GO) run $(GOVULNCHECK) ./... 2>&1); status=$$?; echo "$$out"; \
	case "$$status,$$out" in \
	0,*) ;; \
	*vuln.go.dev*) echo "govulncheck: its database cannot be reached, so this says nothing" ;; \
	*) exit "$$status" ;; \
	esac

mutate: ## change asn1/der and ocsp in one place at a time; print the changes that no test notices (most of an hour)
	@$(GO) build -o mutate.test ./internal/mutate
	./mutate.test ./asn1/der; status=$$?; \
	./mutate.test ./ocsp ./ocsp/ed448 && exit $$status

mutate-verify: ## take each check of ocsp's Verify out in turn; print those that no test misses (minutes)
	@$(GO) run ./internal/mutate -checks ./ocsp
