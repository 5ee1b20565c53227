NAME = {{ cookiecutter.name|jsonify }}
