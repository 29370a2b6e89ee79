module example.com/user

go 1.26

// It stands for the network: outside of this repository, leave it out.
replace github.com/dergen/dergen => ../../..
