class commands:

    @staticmethod
    def run():
        print('running', __name__)
        return 'and ended with this message'
