"""The topics. Most of a module is data; modules never import each other."""
